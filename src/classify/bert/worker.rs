//! The thread that holds the network.

use super::Found;
use super::batch::{self, Batch};
use super::network::Network;
use super::spans::{self, WORD_HEADS};
use super::tokens::Encoded;
use crate::classify::heads::{Role, SENTENCE_HEADS};
use crate::classify::spans::{Stretch, likeliest};
use crate::error::{Error, Result};
use crate::span::Span;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use tch::Tensor;

/// Sentences that are taken together at most, if so many wait.
const MOST_WAITING: usize = 8192;

/// Leads to the thread; cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Worker {
    jobs: Arc<Mutex<Sender<Job>>>,
}

/// Sentences to read, and where the answers go.
#[derive(Debug)]
struct Job {
    sentences: Vec<Encoded>,
    reply: Sender<Vec<Found>>,
}

impl Worker {
    /// Starts a thread that makes the network and then waits for sentences.
    ///
    /// # Errors
    /// Those of `make`; [`Error::Model`] if there can be no thread.
    pub(super) fn start(make: impl FnOnce() -> Result<Network> + Send + 'static) -> Result<Self> {
        let (jobs, waiting) = mpsc::channel();
        let (ready, outcome) = mpsc::channel();
        let run = move || match make() {
            Ok(network) => {
                let _ = ready.send(Ok(()));
                serve(&network, &waiting);
            }
            Err(error) => {
                let _ = ready.send(Err(error));
            }
        };
        let failed = |reason: String| Error::Model { part: super::PART.to_owned(), reason };
        let builder = thread::Builder::new().name("servanda-teacher".to_owned());
        builder.spawn(run).map_err(|e| failed(format!("its thread does not start: {e}")))?;
        outcome.recv().unwrap_or_else(|_| Err(failed("libtorch failed while it was loaded".to_owned())))?;
        Ok(Self { jobs: Arc::new(Mutex::new(jobs)) })
    }

    /// What the network says of each sentence.
    ///
    /// # Panics
    /// If the thread has stopped, which it does when libtorch fails.
    pub(super) fn read(&self, sentences: Vec<Encoded>) -> Vec<Found> {
        if sentences.is_empty() {
            return Vec::new();
        }
        let (reply, answer) = mpsc::channel();
        let sent = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).send(Job { sentences, reply });
        sent.ok()
            .and_then(|()| answer.recv().ok())
            .expect("the teacher's thread runs as long as libtorch does not fail")
    }
}

/// Answers jobs until nobody can send any more.
fn serve(network: &Network, waiting: &Receiver<Job>) {
    while let Ok(first) = waiting.recv() {
        let mut count = first.sentences.len();
        let mut jobs = vec![first];
        while count < MOST_WAITING {
            let Ok(next) = waiting.try_recv() else { break };
            count += next.sentences.len();
            jobs.push(next);
        }
        let sentences: Vec<&Encoded> = jobs.iter().flat_map(|job| &job.sentences).collect();
        let mut found = read(network, &sentences).into_iter();
        for job in &jobs {
            // Who asked may have gone.
            let _ = job.reply.send(found.by_ref().take(job.sentences.len()).collect());
        }
    }
}

/// What the network says of each sentence: in batches of like length, given back in order.
pub(crate) fn read(network: &Network, sentences: &[&Encoded]) -> Vec<Found> {
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(sentences[i].ids.len()));
    let lengths: Vec<usize> = order.iter().map(|&i| sentences[i].ids.len()).collect();
    let mut found: Vec<Option<Found>> = vec![None; sentences.len()];
    for range in batch::cut(&lengths) {
        let numbers = &order[range];
        let of_batch: Vec<&Encoded> = numbers.iter().map(|&i| sentences[i]).collect();
        let (log_odds, tags) = tch::no_grad(|| {
            let (sentence, words) = network.forward(&Batch::new(&of_batch, network.device()), false);
            (floats(&sentence), floats(&words))
        });
        let pieces = of_batch[0].ids.len();
        for (row, &i) in numbers.iter().enumerate() {
            let mut of_sentence = [0.0; SENTENCE_HEADS];
            of_sentence.copy_from_slice(&log_odds[row * SENTENCE_HEADS..][..SENTENCE_HEADS]);
            let spans = best_spans(sentences[i], &tags[row * pieces * WORD_HEADS..][..pieces * WORD_HEADS]);
            found[i] = Some(Found { log_odds: of_sentence, spans });
        }
    }
    found.into_iter().map(|f| f.expect("every sentence is in a batch")).collect()
}

/// The stretch of each role, given the scores of all pieces.
fn best_spans(sentence: &Encoded, pieces: &[f32]) -> [Option<Span>; Role::ALL.len()] {
    let (rows, _) = pieces.as_chunks::<WORD_HEADS>();
    let words: Vec<[f32; WORD_HEADS]> = sentence.words.iter().map(|&(piece, _)| rows[piece]).collect();
    let span = |stretch: Option<Stretch>| {
        let (from, to) = stretch?;
        Some(Span::new(sentence.words[from].1.start(), sentence.words[to].1.end()))
    };
    let mut found = [None; Role::ALL.len()];
    for [who, what] in Role::ALL.as_chunks().0 {
        let [of_who, of_what] = [*who, *what].map(|role| spans::candidates(&words, role));
        let (of_who, of_what) = likeliest(&of_who, of_what, words.len());
        (found[*who as usize], found[*what as usize]) = (span(of_who), span(of_what));
    }
    found
}

/// The numbers of a tensor, row by row.
fn floats(tensor: &Tensor) -> Vec<f32> {
    Vec::try_from(tensor.to_kind(tch::Kind::Float).flatten(0, -1)).expect("a tensor of one dimension")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::bert::Tokens;

    /// Processor time of all threads so far, in seconds, to a hundredth: what else runs on the machine does not count.
    fn processor_time() -> f64 {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        let ticks = fields.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<f64>().unwrap());
        ticks.sum::<f64>() / 100.0
    }

    /// Everything around the network, from text to spans, costs less than a ninth of the network itself.
    #[test]
    #[ignore = "takes a minute, and reads its processor time as Linux tells it"]
    #[allow(clippy::print_stdout)] // its figures are what it is run for
    fn a_teacher_is_nearly_as_fast_as_its_network() {
        let base = std::env::var_os("SERVANDA_BERT_BASE").expect("SERVANDA_BERT_BASE names a base");
        let base = std::path::PathBuf::from(base);
        let tokens = Tokens::open(&base).unwrap();
        let rows = include_str!("../../data/labelled/own_ict_statements.jsonl").lines();
        let text =
            |row: &str| serde_json::from_str::<serde_json::Value>(row).unwrap()["text"].as_str().unwrap().to_owned();
        let texts: Vec<String> = rows.map(text).collect();
        let network = Network::open(&base, None).unwrap().halve_if_faster();
        let encoded: Vec<Encoded> = texts.iter().map(|text| tokens.encode(text, None)).collect();
        let mut sorted: Vec<&Encoded> = encoded.iter().collect();
        sorted.sort_by_key(|sentence| std::cmp::Reverse(sentence.ids.len()));
        let lengths: Vec<usize> = sorted.iter().map(|sentence| sentence.ids.len()).collect();
        let batches = batch::cut(&lengths).into_iter().map(|range| Batch::new(&sorted[range], network.device()));
        let batches: Vec<Batch> = batches.collect();
        let worker_base = base.clone();
        let worker = Worker::start(move || Ok(Network::open(&worker_base, None)?.halve_if_faster())).unwrap();

        let best = |what: &dyn Fn()| {
            let time = || {
                let start = processor_time();
                what();
                processor_time() - start
            };
            (0..3).map(|_| time()).fold(f64::INFINITY, f64::min)
        };
        let network_alone =
            best(&|| tch::no_grad(|| batches.iter().for_each(|batch| drop(floats(&network.forward(batch, false).0)))));
        let whole = best(&|| drop(worker.read(texts.iter().map(|text| tokens.encode(text, None)).collect())));
        let rate = |time: f64| texts.len() as f64 / time;
        let pieces = lengths.iter().sum::<usize>() / lengths.len();
        println!("{} sentences of {pieces} pieces", texts.len());
        println!("a second: network alone {:.0}, teacher {:.0}", rate(network_alone), rate(whole));
        assert!(rate(whole) > 0.9 * rate(network_alone));
    }
}
