/** Made by the build (scripts/lib/background-worker.mjs): the program of the background worker's page. */
declare module '#background-worker' {
  const script: string
  export default script
}
