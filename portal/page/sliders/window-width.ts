import { onScopeDispose, ref } from 'vue'

/** The window's width in pixels, followed for as long as the component lives. */
export function useWindowWidth() {
  const width = ref(window.innerWidth)
  const measure = () => { width.value = window.innerWidth }
  window.addEventListener('resize', measure)
  onScopeDispose(() => window.removeEventListener('resize', measure))
  return width
}
