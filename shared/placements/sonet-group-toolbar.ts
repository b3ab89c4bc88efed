import * as v from 'valibot'
import { emptyAsObject } from './options'
import { definePlacement } from './types'

/** The project's id in the path of the page; an extranet site puts its own folder before it. */
const projectPage = /^(?:\/[\w-]+)?\/workgroups\/group\/([1-9]\d{0,17})(?:[/?#]|$)/

/** api-reference/widgets/workgroups/toolbar: carries nothing but the page it was opened from. */
const ToolbarOptions = emptyAsObject(v.object({
  URI: v.pipe(v.string(), v.maxLength(2_000), v.transform(uri => projectPage.exec(uri)?.[1]), v.string('No page of a project')),
}))

/** The button menu of a project in the classic interface. */
export const sonetGroupToolbar = definePlacement({
  code: 'SONET_GROUP_TOOLBAR',
  scopes: ['sonet_group'],
  page: '/placements/sonet-group-toolbar',
  options: ToolbarOptions,
  destination: ({ URI }) => ({ view: 'subject', subject: { kind: 'project', id: URI } }),
  binding: {
    group: 'projects',
    picture: 'toolbar',
    byDefault: false,
    titles: { en: 'Sidenote', de: 'Sidenote' },
  },
  remark: 'classicProjects',
})
