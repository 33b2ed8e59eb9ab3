//! The teacher, on a base of its own that is tiny and random, and on the one that `SERVANDA_BERT_BASE` names.
//! `sh tests/run.sh bert` installs that one and libtorch.
#![allow(clippy::unwrap_used)]

use safetensors::tensor::{Dtype, TensorView, serialize};
use servanda::train::{BertOptions, LabelledSentence, Progress, Trained, Tuning, bert};
use servanda::{Error, Kind, Manifest, Model, Pipeline};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A directory that goes away with the test.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("servanda-bert-{name}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Held by every test that learns: libtorch has one source of chance for the whole process.
static CHANCE: Mutex<()> = Mutex::new(());

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every `nth` of our own labelled sentences.
fn sentences(nth: usize) -> Vec<LabelledSentence> {
    let rows = LabelledSentence::read(&root().join("src/data/labelled/own_ict_statements.jsonl")).unwrap();
    rows.into_iter().step_by(nth).collect()
}

/// A base with one layer of eight numbers, and a vocabulary of letters.
fn tiny_base(dir: &Path) {
    fs::create_dir_all(dir).unwrap();
    let letters = ('a'..='z').flat_map(|c| [c.to_string(), format!("##{c}")]);
    let pieces: Vec<String> =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]"].map(str::to_owned).into_iter().chain(letters).collect();
    fs::write(dir.join("vocab.txt"), pieces.join("\n")).unwrap();
    let config = format!(
        r#"{{"hidden_act": "gelu", "attention_probs_dropout_prob": 0.1, "hidden_dropout_prob": 0.1, "hidden_size": 8,
            "initializer_range": 0.02, "intermediate_size": 16, "max_position_embeddings": 128, "num_attention_heads": 2,
            "num_hidden_layers": 1, "type_vocab_size": 2, "vocab_size": {}}}"#,
        pieces.len()
    );
    fs::write(dir.join("config.json"), config).unwrap();
    let layer = "encoder.layer.0";
    let mut shapes: Vec<(String, Vec<usize>)> = vec![
        ("embeddings.word_embeddings.weight".to_owned(), vec![pieces.len(), 8]),
        ("embeddings.position_embeddings.weight".to_owned(), vec![128, 8]),
        ("embeddings.token_type_embeddings.weight".to_owned(), vec![2, 8]),
    ];
    for (name, outputs, inputs) in [
        ("attention.self.query", 8, 8),
        ("attention.self.key", 8, 8),
        ("attention.self.value", 8, 8),
        ("attention.output.dense", 8, 8),
        ("intermediate.dense", 16, 8),
        ("output.dense", 8, 16),
    ] {
        shapes.push((format!("{layer}.{name}.weight"), vec![outputs, inputs]));
        shapes.push((format!("{layer}.{name}.bias"), vec![outputs]));
    }
    for name in ["embeddings".to_owned(), format!("{layer}.attention.output"), format!("{layer}.output")] {
        shapes.push((format!("{name}.LayerNorm.weight"), vec![8]));
        shapes.push((format!("{name}.LayerNorm.bias"), vec![8]));
    }
    let data = shapes.into_iter().enumerate().map(|(i, (name, shape))| {
        let count: usize = shape.iter().product();
        let numbers = (0..count).map(|j| ((i * 31 + j * 17) % 23) as f32 / 23.0 - 0.5);
        (name, shape, numbers.flat_map(f32::to_le_bytes).collect::<Vec<u8>>())
    });
    let data: Vec<_> = data.collect();
    let views =
        data.iter().map(|(name, shape, data)| (name, TensorView::new(Dtype::F32, shape.clone(), data).unwrap()));
    fs::write(dir.join("model.safetensors"), serialize(views, None).unwrap()).unwrap();
}

/// Where `name` stands in the header of a safetensors file.
fn place(file: &[u8], name: &str) -> usize {
    file.windows(name.len()).position(|window| window == name.as_bytes()).unwrap()
}

fn options(base: &Path, dir: &Dir) -> BertOptions {
    BertOptions { epochs: 2, batch: 8, ..BertOptions::new(base.to_owned(), dir.join("checkpoint")) }
}

fn trained(options: &BertOptions, nth: usize) -> Trained {
    bert(&sentences(nth), &sentences(nth * 2), options, |_| Ok(())).unwrap()
}

/// A model directory with this part alone; the others are those of the built-in model.
fn saved(trained: &Trained, dir: &Path) {
    trained.save(dir, &["own sentences".to_owned()]).unwrap();
}

#[test]
fn a_run_that_was_broken_off_goes_on_to_the_same_part() {
    let _alone = CHANCE.lock().unwrap_or_else(PoisonError::into_inner);
    let dir = Dir::new("resume");
    let base = dir.join("tiny");
    tiny_base(&base);
    for tuning in Tuning::ALL {
        let whole = BertOptions { tuning, ..options(&base, &dir) };
        let unbroken = trained(&whole, 20);

        let broken = BertOptions { checkpoint: dir.join(&format!("{tuning}.checkpoint")), ..whole };
        let stop = |progress: Progress| if progress.step > 6 { Err(Error::Training("stopped".into())) } else { Ok(()) };
        assert!(matches!(bert(&sentences(20), &sentences(40), &broken, stop), Err(Error::Training(_))));
        let mut steps = 0;
        let resumed = BertOptions { resume: true, ..broken };
        let count = |_| {
            steps += 1;
            Ok(())
        };
        let resumed = bert(&sentences(20), &sentences(40), &resumed, count).unwrap();
        assert_eq!(steps, 5, "the first epoch is not learnt again");
        assert!(resumed.bytes == unbroken.bytes, "{tuning}");
        assert_eq!(resumed.figures, unbroken.figures);
    }
}

#[test]
fn the_less_is_learnt_the_smaller_is_the_part() {
    let _alone = CHANCE.lock().unwrap_or_else(PoisonError::into_inner);
    let dir = Dir::new("sizes");
    let base = dir.join("tiny");
    tiny_base(&base);
    let size = |tuning| trained(&BertOptions { tuning, ..options(&base, &dir) }, 50).bytes.len();
    let [heads, biases, low_rank] = [Tuning::Heads, Tuning::Biases, Tuning::LowRank].map(size);
    assert!(heads < biases && biases < low_rank, "{heads} {biases} {low_rank}");
}

#[test]
fn a_checkpoint_of_other_options_is_refused() {
    let _alone = CHANCE.lock().unwrap_or_else(PoisonError::into_inner);
    let dir = Dir::new("options");
    let base = dir.join("tiny");
    tiny_base(&base);
    trained(&options(&base, &dir), 50);
    let other = BertOptions { seed: 7, resume: true, ..options(&base, &dir) };
    let error = bert(&sentences(50), &sentences(50), &other, |_| Ok(())).unwrap_err();
    assert!(matches!(error, Error::Config { option: "resume", .. }), "{error}");
    for bad in [
        BertOptions { epochs: 0, ..other.clone() },
        BertOptions { batch: 0, ..other.clone() },
        BertOptions { learning_rate: f64::NAN, ..other.clone() },
    ] {
        assert!(matches!(bert(&sentences(50), &sentences(50), &bad, |_| Ok(())), Err(Error::Config { .. })));
    }
}

#[test]
fn what_is_wrong_with_a_base_is_said() {
    let _alone = CHANCE.lock().unwrap_or_else(PoisonError::into_inner);
    let dir = Dir::new("base");
    let base = dir.join("tiny");
    tiny_base(&base);
    let part = trained(&options(&base, &dir), 50);
    let model = dir.join("model");
    saved(&part, &model);
    Model::from_dir(&model).unwrap();

    let weights = fs::read(base.join("model.safetensors")).unwrap();
    let message = |error: Error| error.to_string();
    fs::write(base.join("model.safetensors"), &weights[..weights.len() - 9]).unwrap();
    let changed = Model::from_dir(&model).unwrap_err();
    assert!(matches!(&changed, Error::Checksum { part, .. } if part.ends_with("model.safetensors")), "{changed}");
    let cut = message(bert(&sentences(50), &sentences(50), &options(&base, &dir), |_| Ok(())).unwrap_err());
    assert!(cut.contains("model.safetensors") && cut.contains("safetensors file"), "{cut}");

    let mut other = weights.clone();
    other[place(&weights, "embeddings.word")] = b'E';
    fs::write(base.join("model.safetensors"), other).unwrap();
    let missing = message(bert(&sentences(50), &sentences(50), &options(&base, &dir), |_| Ok(())).unwrap_err());
    assert!(missing.contains("`embeddings.word_embeddings.weight`"), "{missing}");

    fs::write(base.join("model.safetensors"), weights).unwrap();
    fs::remove_file(base.join("vocab.txt")).unwrap();
    let gone = Model::from_dir(&model).unwrap_err();
    assert!(matches!(&gone, Error::Io { path, .. } if path.ends_with("vocab.txt")), "{gone}");

    fs::rename(&base, dir.join("elsewhere")).unwrap();
    let gone = Model::from_dir(&model).unwrap_err().to_string();
    assert!(gone.contains("tiny") && gone.contains("not there"), "{gone}");

    // A base in the model directory goes before the one that the manifest names.
    tiny_base(&model.join("base"));
    Model::from_dir(&model).unwrap();
}

#[test]
fn a_part_of_another_base_is_refused() {
    let _alone = CHANCE.lock().unwrap_or_else(PoisonError::into_inner);
    let dir = Dir::new("foreign");
    let base = dir.join("tiny");
    tiny_base(&base);
    let part = trained(&options(&base, &dir), 50);
    let mut bytes = part.bytes.clone();
    bytes[place(&part.bytes, "encoder.layer.0") + "encoder.layer.".len()] = b'7';
    let model = dir.join("model");
    saved(&Trained { bytes, ..part }, &model);
    let error = Model::from_dir(&model).unwrap_err().to_string();
    assert!(error.contains("`encoder.layer.7") && error.contains("another base"), "{error}");
}

#[test]
fn it_learns_loads_and_reads_on_a_real_base() {
    let base =
        std::env::var_os("SERVANDA_BERT_BASE").expect("run `sh tests/run.sh bert`, which sets SERVANDA_BERT_BASE");
    let _alone = CHANCE.lock().unwrap_or_else(PoisonError::into_inner);
    let dir = Dir::new("real");
    let learning =
        BertOptions { epochs: 5, batch: 4, learning_rate: 2e-4, bfloat16: true, ..options(Path::new(&base), &dir) };
    let mut losses = Vec::new();
    let rows = sentences(16);
    let part = bert(&rows, &rows, &learning, |progress| {
        losses.push(progress.loss);
        Ok(())
    });
    let part = part.unwrap();
    assert!(losses.last().unwrap() * 2.0 < losses[0], "{losses:?}");
    assert!(part.figures["primary_accuracy"] > 0.6, "{:?}", part.figures);
    assert!(part.bytes.len() < 1_000_000, "{}", part.bytes.len());
    let model = dir.join("model");
    saved(&part, &model);
    assert!(fs::read_to_string(model.join(Manifest::FILE)).unwrap().contains("\"base\""));

    let opened = Model::from_dir(&model).unwrap();
    let text = "States must not harm hospitals. We will publish our view:\n\n(a) soon;\n\n(b) in full.";
    let pipeline = Pipeline::new(opened.clone());
    let doc = pipeline.annotate(text);
    assert_eq!(doc.statements().len(), doc.sentences().len());
    for statement in doc.statements() {
        assert!(!statement.kinds.is_empty());
        assert!(statement.scores.iter().all(|p| (0.0..=1.0).contains(p)));
        assert_eq!(statement.norm.is_some(), statement.kinds.contains(&Kind::Norm));
    }
    // Sentences come out the same in any company, from any thread, and after packing.
    let packed = Pipeline::new(Model::from_bytes(opened.to_bytes()).unwrap());
    std::thread::scope(|scope| {
        for pipeline in [&pipeline, &pipeline, &packed] {
            scope.spawn(|| {
                let again = pipeline.annotate(text);
                let kinds =
                    |doc: &servanda::Document| doc.statements().iter().map(|s| s.kinds.clone()).collect::<Vec<_>>();
                assert_eq!(kinds(&again), kinds(&doc));
            });
        }
    });
}
