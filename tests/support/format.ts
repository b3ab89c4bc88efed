/** Three significant digits are more than a measurement is worth. */
const rounded = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))

/** @param milliseconds any length, shown in ms */
export const inMilliseconds = (milliseconds: number): string => `${rounded(milliseconds)} ms`

/** @param perSecond requests in a second */
export const inRequests = (perSecond: number): string => `${rounded(perSecond)} /s`

/** @param ratio one figure to another */
export const asRatio = (ratio: number): string => `${ratio.toFixed(2)} ×`

/** @param bytes any size, shown in the unit that suits it, of 1024 */
export function inBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  const unit = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  return unit === 0 ? `${bytes} B` : `${rounded(bytes / 1024 ** unit)} ${units[unit]}`
}
