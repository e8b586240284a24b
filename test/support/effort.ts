/** True in `npm run test:reliability`, which has the time for every case; `npm test` takes a sample of them. */
export const isThorough = process.env['AIXGO_TEST_EFFORT'] === 'full'

/** How often a property is tried: as often as given, and ten times as often where there is time. */
export const tries = (sample: number): number => (isThorough ? sample * 10 : sample)
