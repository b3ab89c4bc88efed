import { describe, expect, it } from 'vitest'
import { isApplicationAddress, sliderGeometry } from '../../../portal/page/sliders/geometry'

describe('slider geometry (frame-oauth-events §2.5.9)', () => {
  it.each([
    [1280, {}, 300, 980],
    [1160, {}, 300, 860],
    [1159, {}, 65, 1094],
    [375, {}, 65, 310],
    [1280, { width: 500 }, 780, 500],
    [1280, { width: 5000 }, 300, 980],
    [375, { width: 500 }, 65, 310],
    [1280, { leftBoundary: 120 }, 120, 1160],
    [1280, { leftBoundary: 0 }, 65, 1215],
  ])('in a window of %i px with %j it starts at %i and is %i wide', (windowWidth, request, left, width) => {
    expect(sliderGeometry(windowWidth, request)).toEqual({ left, width })
  })
})

it('tells an app\'s slider, which the app may close, from any other page (§2.5.8)', () => {
  expect(isApplicationAddress('/marketplace/app/6/?_r=0.5', 'the.app')).toBe(true)
  expect(isApplicationAddress('/marketplace/placement/12/', 'the.app')).toBe(true)
  expect(isApplicationAddress('/marketplace/view/the.app/', 'the.app')).toBe(true)
  expect(isApplicationAddress('/marketplace/view/other.app/', 'the.app')).toBe(false)
  expect(isApplicationAddress('/marketplace/', 'the.app')).toBe(false)
  expect(isApplicationAddress('/company/personal/user/1/', 'the.app')).toBe(false)
})
