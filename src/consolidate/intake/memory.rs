//! How much memory the files that are being read take together, over all threads: large ones wait for
//! each other.

use std::sync::{Condvar, Mutex, PoisonError};

/// What all files that are being read at a time may take, in bytes; one that takes more is read alone.
const TOGETHER: u64 = 192 << 20;

/// The memory of this process for files that are being read.
pub(super) static READING: Memory = Memory::new(TOGETHER);

#[derive(Debug)]
pub(super) struct Memory {
    all: u64,
    free: Mutex<u64>,
    freed: Condvar,
}

/// Memory that is taken until this is dropped. Whoever holds some must not wait for more.
#[derive(Debug)]
pub(super) struct Taken<'m> {
    of: &'m Memory,
    bytes: u64,
}

impl Memory {
    const fn new(all: u64) -> Self {
        Self { all, free: Mutex::new(all), freed: Condvar::new() }
    }

    /// Takes so much, or everything where there is less, as soon as it is free.
    pub(super) fn take(&self, bytes: u64) -> Taken<'_> {
        let bytes = bytes.min(self.all);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self
            .freed
            .wait_while(free, |free| *free < bytes)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= bytes;
        Taken { of: self, bytes }
    }

    /// Takes everything, as soon as nobody else has any.
    pub(super) fn take_all(&self) -> Taken<'_> {
        self.take(self.all)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.of.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.of.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::Memory;

    #[test]
    fn no_more_is_taken_at_a_time_than_there_is() {
        let memory = Memory::new(10);
        let (taken, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for wanted in [4, 4, 4, 20, 1, 7, 10, 3] {
                let (memory, taken, most) = (&memory, &taken, &most);
                scope.spawn(move || {
                    for _ in 0..50 {
                        let held = memory.take(wanted);
                        let now = taken.fetch_add(held.bytes, Ordering::SeqCst) + held.bytes;
                        most.fetch_max(now, Ordering::SeqCst);
                        std::thread::yield_now();
                        taken.fetch_sub(held.bytes, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 10);
        assert_eq!(memory.free.into_inner().unwrap(), 10);
    }
}
