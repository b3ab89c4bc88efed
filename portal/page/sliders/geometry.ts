export interface SliderRequestGeometry {
  /** `leftBoundary` of openApplication. */
  leftBoundary?: number
  /** Most the slider may be wide. */
  width?: number
}

/** Pixels that stay free at the left: wide windows, and those under 1160 (reference frame-oauth-events §2.5.9). */
const wideBoundary = 300
const minimalBoundary = 65
const narrowWindow = 1160

/**
 * Where a slider begins and how wide it is (§2.5.9): a boundary of its own wins, otherwise 300 px stay free, or 65 in
 * a window under 1160 px; `width` is the most it may take. It always ends at the right edge, and 65 px always remain.
 */
export function sliderGeometry(windowWidth: number, request: SliderRequestGeometry): { left: number, width: number } {
  const boundary = request.leftBoundary ?? (windowWidth < narrowWindow ? minimalBoundary : wideBoundary)
  const room = windowWidth - Math.max(boundary, minimalBoundary)
  const width = Math.max(0, request.width === undefined || request.width <= 0 ? room : Math.min(room, request.width))
  return { left: windowWidth - width, width }
}

/** Pages whose slider an app may close itself with `closeApplication` (§2.5.8). */
export function isApplicationAddress(address: string, appCode: string): boolean {
  const path = address.split(/[?#]/)[0] ?? ''
  return /^\/marketplace\/(?:app|placement)\/\d+\//.test(path) || path.startsWith(`/marketplace/view/${appCode}/`)
}
