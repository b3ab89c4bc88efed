import { ref } from 'vue'

/** The text of `#pagetitle`, the heading of the page that a frame may change with `setTitle` (§2.4). */
export const pageTitle = ref('')
