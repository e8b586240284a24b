console.log('It is 21 degrees in Bern.')

// Stays on when asked to, so that its memory can be read from outside.
if (process.env.BENCH_HOLD === '1') setInterval(() => {}, 60_000)
