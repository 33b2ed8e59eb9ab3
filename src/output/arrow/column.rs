//! One column of a table: its name, its type, whether it may be null, and its values.

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, Float64Array, Int64Array, StringArray};
use arrow_schema::{DataType, Field};
use std::sync::Arc;

pub(super) struct Column {
    pub(super) field: Field,
    pub(super) values: ArrayRef,
}

impl Column {
    pub(super) fn new(field: Field, values: ArrayRef) -> Self {
        Self { field, values }
    }
}

pub(super) fn texts<'t>(name: &str, values: impl Iterator<Item = &'t str>) -> Column {
    let values = StringArray::from_iter_values(values);
    Column::new(Field::new(name, DataType::Utf8, false), Arc::new(values))
}

pub(super) fn optional_texts<'t>(name: &str, values: impl Iterator<Item = Option<&'t str>>) -> Column {
    Column::new(Field::new(name, DataType::Utf8, true), Arc::new(values.collect::<StringArray>()))
}

/// Signed, as some engines know no other numbers.
pub(super) fn numbers(name: &str, values: impl Iterator<Item = usize>) -> Column {
    let values = Int64Array::from_iter_values(values.map(usize::cast_signed).map(|n| n as i64));
    Column::new(Field::new(name, DataType::Int64, false), Arc::new(values))
}

pub(super) fn optional_numbers(name: &str, values: impl Iterator<Item = Option<usize>>) -> Column {
    let values: Int64Array = values.map(|number| number.map(|n| n.cast_signed() as i64)).collect();
    Column::new(Field::new(name, DataType::Int64, true), Arc::new(values))
}

/// Numbers with four decimals.
pub(super) fn decimals(name: &str, values: impl Iterator<Item = f32>) -> Column {
    let values = Float64Array::from_iter_values(values.map(crate::output::decimal));
    Column::new(Field::new(name, DataType::Float64, false), Arc::new(values))
}

pub(super) fn optional_decimals(name: &str, values: impl Iterator<Item = Option<f32>>) -> Column {
    let values: Float64Array = values.map(|number| number.map(crate::output::decimal)).collect();
    Column::new(Field::new(name, DataType::Float64, true), Arc::new(values))
}

pub(super) fn lists<'t, L: IntoIterator<Item = &'t str>>(name: &str, rows: impl Iterator<Item = L>) -> Column {
    let item = Field::new("item", DataType::Utf8, false);
    let mut lists = ListBuilder::new(StringBuilder::new()).with_field(item.clone());
    for row in rows {
        for value in row {
            lists.values().append_value(value);
        }
        lists.append(true);
    }
    Column::new(Field::new_list(name, item, false), Arc::new(lists.finish()))
}
