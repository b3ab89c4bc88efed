import { normalizePath, widthOfPath } from '../frame/open-path'
import { topSliders } from './stack'

/** Opens a page of the portal in a slider over everything, as a click on a task, a person or a project does. */
export function openInSlider(path: string, onClose?: () => void): void {
  const width = widthOfPath(path)
  topSliders().open({
    kind: 'page',
    address: normalizePath(path, { IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' }),
    settings: width === undefined ? {} : { width },
  }, onClose)
}
