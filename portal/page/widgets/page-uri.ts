/** What a slider's page has in its query and the same page outside a slider has not. */
const sliderParameters = ['IFRAME', 'IFRAME_TYPE']

/**
 * The `URI` of a widget: path and query of the portal page it was opened from. The documented samples name the page
 * itself even where it stands in a slider (`profile-toolbar`: `/company/personal/user/1401/`).
 */
export function pageUri(fullPath: string): string {
  const url = new URL(fullPath, 'https://portal.invalid')
  for (const name of sliderParameters) url.searchParams.delete(name)
  return url.pathname + url.search
}
