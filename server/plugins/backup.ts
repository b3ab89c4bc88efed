/** A night that passed while nothing ran is made up for at the start; the schedule alone would wait for the next hour. */
export default defineNitroPlugin(() => {
  setImmediate(() => void runTask('backup:write'))
})
