import { expect, it } from 'vitest'
import { pageUri } from '../../../portal/page/widgets/page-uri'

it('names the page a widget was opened from, in a slider or not', () => {
  expect(pageUri('/company/personal/user/5/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER')).toBe('/company/personal/user/5/')
  expect(pageUri('/workgroups/group/11/?from=rest_placement&IFRAME=Y')).toBe('/workgroups/group/11/?from=rest_placement')
  expect(pageUri('/stream/')).toBe('/stream/')
})
