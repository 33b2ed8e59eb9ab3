//! A wide matrix of few entries to one of few columns that keeps as much of it as can be.

use super::company::Sparse;
use crate::train::random::Random;
use ndarray::{Array1, Array2, ArrayView1, Axis};

/// Columns beyond those that are wanted, so that the last of these are right too.
const SPARE: usize = 10;
/// Times that the matrix is passed over; the literature finds two or three enough.
const PASSES: usize = 3;
/// Turns of the eigenvalue iteration; it converges quadratically, so that a dozen is plenty.
const SWEEPS: usize = 15;

/// The first `columns` left singular vectors of the matrices side by side, each by the square root of its singular value;
/// then every row brought to length one.
pub(super) fn rows(matrices: &[Sparse], columns: usize) -> Array2<f32> {
    let (words, wide) = (matrices[0].rows.len(), columns + SPARE);
    let mut random = Random(1);
    let mut basis = Array2::from_shape_simple_fn((words, wide), || random.unit() - 0.5);
    for _ in 0..PASSES {
        orthonormalise(&mut basis);
        basis = forth_and_back(matrices, &basis);
    }
    orthonormalise(&mut basis);
    // In the basis, the matrix times its transpose is small enough for its eigenvectors to be found.
    let small = basis.t().dot(&forth_and_back(matrices, &basis));
    let (values, turns) = eigen(&small);
    let mut order: Vec<usize> = (0..wide).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    order.truncate(columns);
    // An eigenvalue is the square of a singular value.
    let mut found = basis.dot(&turns.select(Axis(1), &order));
    for (mut column, &at) in found.columns_mut().into_iter().zip(&order) {
        column *= values[at].max(0.0).sqrt().sqrt();
    }
    found.rows_mut().into_iter().for_each(|mut row| row /= length(&row.view()).max(1e-9));
    found
}

/// The matrices side by side, times their transpose, times `basis`.
fn forth_and_back(matrices: &[Sparse], basis: &Array2<f32>) -> Array2<f32> {
    let mut out = Array2::zeros(basis.raw_dim());
    for matrix in matrices {
        let mut middle = Array2::<f32>::zeros((matrix.columns, basis.ncols()));
        for (row, from) in matrix.rows.iter().zip(basis.rows()) {
            for &(column, value) in row {
                middle.row_mut(column as usize).scaled_add(value, &from);
            }
        }
        for (row, mut to) in matrix.rows.iter().zip(out.rows_mut()) {
            for &(column, value) in row {
                to.scaled_add(value, &middle.row(column as usize));
            }
        }
    }
    out
}

/// Modified Gram-Schmidt, twice over: the first pass leaves rounding errors behind.
fn orthonormalise(basis: &mut Array2<f32>) {
    for _ in 0..2 {
        for at in 0..basis.ncols() {
            let (done, mut rest) = basis.view_mut().split_at(Axis(1), at);
            let mut column = rest.column_mut(0);
            for other in done.columns() {
                let shared = other.dot(&column);
                column.scaled_add(-shared, &other);
            }
            let norm = length(&column.view()).max(1e-12);
            column /= norm;
        }
    }
}

fn length(vector: &ArrayView1<'_, f32>) -> f32 {
    vector.dot(vector).sqrt()
}

/// Eigenvalues and eigenvectors (columns) of a symmetric matrix, by Jacobi rotations.
fn eigen(matrix: &Array2<f32>) -> (Array1<f32>, Array2<f32>) {
    let n = matrix.nrows();
    let mut a = matrix.mapv(f64::from);
    let mut vectors = Array2::<f64>::eye(n);
    for _ in 0..SWEEPS {
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, p, q);
            }
        }
    }
    (a.diag().mapv(|x| x as f32), vectors.mapv(|x| x as f32))
}

/// The rotation that makes entry `p`, `q` zero.
fn rotate(a: &mut Array2<f64>, vectors: &mut Array2<f64>, p: usize, q: usize) {
    if a[(p, q)].abs() < 1e-12 {
        return;
    }
    let theta = (a[(q, q)] - a[(p, p)]) / (2.0 * a[(p, q)]);
    let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    let turn = |one: &mut f64, two: &mut f64| (*one, *two) = (cosine * *one - sine * *two, sine * *one + cosine * *two);
    for k in 0..a.nrows() {
        let (mut one, mut two) = (a[(k, p)], a[(k, q)]);
        turn(&mut one, &mut two);
        (a[(k, p)], a[(k, q)]) = (one, two);
    }
    for k in 0..a.nrows() {
        let (mut one, mut two) = (a[(p, k)], a[(q, k)]);
        turn(&mut one, &mut two);
        (a[(p, k)], a[(q, k)]) = (one, two);
        let (mut one, mut two) = (vectors[(k, p)], vectors[(k, q)]);
        turn(&mut one, &mut two);
        (vectors[(k, p)], vectors[(k, q)]) = (one, two);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn eigenvectors_of_a_known_matrix() {
        let (values, vectors) = eigen(&array![[2.0, 1.0], [1.0, 2.0]]);
        let mut sorted = values.to_vec();
        sorted.sort_by(f32::total_cmp);
        assert!((sorted[0] - 1.0).abs() < 1e-5 && (sorted[1] - 3.0).abs() < 1e-5, "{sorted:?}");
        assert!((vectors.column(0).dot(&vectors.column(1))).abs() < 1e-6);
    }

    #[test]
    fn rows_in_the_same_company_come_out_alike() {
        let row = |columns: &[u32]| columns.iter().map(|&c| (c, 1.0)).collect::<Vec<_>>();
        let matrix = Sparse {
            rows: (0..40).map(|i| if i % 2 == 0 { row(&[0, 1, 2]) } else { row(&[3, 4, 5]) }).collect(),
            columns: 6,
        };
        let found = rows(&[matrix], 2);
        assert!(found.row(0).dot(&found.row(2)) > 0.99);
        assert!(found.row(0).dot(&found.row(1)).abs() < 0.01);
    }
}
