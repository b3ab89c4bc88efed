import b24Ui from '@bitrix24/b24ui-nuxt/vue-plugin'
import { createApp } from 'vue'
import App from './App.vue'
import { loadPortal } from './data/portal'
import { applyTheme } from './data/theme'
import { router } from './router'
import './styles/main.css'

applyTheme()

try {
  await loadPortal()
  createApp(App).use(router).use(b24Ui).mount('#portal')
}
catch (error) {
  // Without its server the portal has no language, no people and nothing to show.
  document.body.textContent = 'The portal\'s server does not answer. Start it and load this page again.'
  throw error
}
