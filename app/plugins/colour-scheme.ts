/** Runs before the first paint; the server gives it the page's nonce. Follows the system while the page is open. */
const followSystem = `(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    document.documentElement.classList.toggle('dark', dark.matches)
    document.documentElement.classList.toggle('light', !dark.matches)
  }
  apply()
  dark.addEventListener('change', apply)
})()`

/** Light or dark as the person's system says; the kit knows them by a class. Keeps nothing, so it needs no storage. */
export default defineNuxtPlugin({
  name: 'sidenote:colour-scheme',
  setup() {
    useHead({ script: [{ innerHTML: followSystem, tagPosition: 'head', tagPriority: 'critical' }] })
  },
})
