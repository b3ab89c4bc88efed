import type { RouteRecordRaw } from 'vue-router'
import type { CrmKind } from '../../shared/crm'
import { crmPaths, kindOfType } from './crm'

const kinds = 'deal|lead|contact|company'
const card = () => import('../screens/CrmCardScreen.vue')

/** The CRM's pages. The card of an entity has two addresses, the second for REST's types. */
export const crmRoutes: RouteRecordRaw[] = [
  { path: '/crm/', redirect: crmPaths.list('deal') },
  { path: `/crm/:kind(${kinds})/`, redirect: ({ params }) => crmPaths.list(params.kind as CrmKind) },
  { path: `/crm/:kind(${kinds})/list/`, name: 'crm-list', component: () => import('../screens/CrmListScreen.vue'), props: true },
  {
    path: `/crm/:kind(${kinds})/details/:id(\\d+)/`,
    name: 'crm-card',
    component: card,
    props: ({ params }) => ({ kind: params.kind, id: Number(params.id) }),
  },
  {
    path: '/crm/type/:typeId([1-4])/details/:id(\\d+)/',
    name: 'crm-type-card',
    component: card,
    props: ({ params }) => ({ kind: kindOfType(Number(params.typeId)), id: Number(params.id) }),
  },
]
