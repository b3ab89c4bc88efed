import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { crmRoutes } from './crm/routes'

const soon = (path: string, name: string): RouteRecordRaw => ({ path, name, component: () => import('./screens/SoonScreen.vue') })

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/stream/' },
  { path: '/stream/', name: 'feed', component: () => import('./screens/FeedScreen.vue') },
  {
    path: '/company/personal/user/:userId(\\d+)/tasks/',
    name: 'tasks',
    component: () => import('./screens/TasksScreen.vue'),
    props: ({ params }) => ({ userId: Number(params.userId) }),
  },
  {
    path: '/company/personal/user/:userId(\\d+)/tasks/automation/',
    name: 'task-robots',
    component: () => import('./screens/RobotsScreen.vue'),
    props: ({ params }) => ({ userId: Number(params.userId) }),
  },
  {
    path: '/company/personal/user/:userId(\\d+)/tasks/task/view/:taskId(\\d+)/',
    name: 'task',
    component: () => import('./screens/TaskScreen.vue'),
    props: ({ params }) => ({ taskId: Number(params.taskId) }),
  },
  {
    path: '/company/personal/user/:userId(\\d+)/',
    name: 'person',
    component: () => import('./screens/PersonScreen.vue'),
    props: ({ params }) => ({ userId: Number(params.userId) }),
  },
  { path: '/company/', name: 'company', component: () => import('./screens/CompanyScreen.vue') },
  { path: '/workgroups/', name: 'projects', component: () => import('./screens/ProjectsScreen.vue') },
  {
    path: '/workgroups/group/:groupId(\\d+)/',
    name: 'project',
    component: () => import('./screens/ProjectScreen.vue'),
    props: ({ params }) => ({ groupId: Number(params.groupId) }),
  },
  {
    path: '/workgroups/group/:groupId(\\d+)/tasks/',
    name: 'project-tasks',
    component: () => import('./screens/ProjectScreen.vue'),
    props: ({ params }) => ({ groupId: Number(params.groupId), section: 'tasks' }),
  },
  {
    path: '/workgroups/group/:groupId(\\d+)/tasks/automation/',
    name: 'project-robots',
    component: () => import('./screens/RobotsScreen.vue'),
    props: ({ params }) => ({ groupId: Number(params.groupId) }),
  },
  { path: '/marketplace/view/:code/', name: 'app-link', component: () => import('./screens/AppLinkScreen.vue'), props: true },
  { path: '/marketplace/', name: 'market', component: () => import('./screens/MarketScreen.vue') },
  { path: '/marketplace/detail/:code/', name: 'market-detail', component: () => import('./screens/MarketDetailScreen.vue') },
  {
    path: '/marketplace/app/:appId(\\d+)/',
    name: 'app',
    component: () => import('./screens/AppScreen.vue'),
    props: ({ params }) => ({ appId: Number(params.appId) }),
  },
  {
    path: '/marketplace/placement/:placementId(\\d+)/',
    name: 'placement',
    component: () => import('./screens/PlacementScreen.vue'),
    props: ({ params }) => ({ placementId: Number(params.placementId) }),
  },
  { path: '/online/', name: 'chat', component: () => import('./screens/MessengerScreen.vue') },
  { path: '/mobile/', name: 'mobile', component: () => import('./screens/MobileScreen.vue') },
  { path: '/contact_center/', name: 'contact-center', component: () => import('./screens/ContactCenterScreen.vue') },
  soon('/docs/', 'drive'),
  soon('/mail/', 'mail'),
  ...crmRoutes,
  soon('/crm/:rest(.*)*', 'crm'),
  { path: '/calendar/', name: 'calendar', component: () => import('./screens/CalendarScreen.vue') },
  {
    path: '/company/personal/user/:userId(\\d+)/calendar/',
    name: 'person-calendar',
    component: () => import('./screens/CalendarScreen.vue'),
    props: ({ params }) => ({ userId: Number(params.userId) }),
  },
  { path: '/calendar/event/new/', name: 'event-new', component: () => import('./screens/EventScreen.vue') },
  {
    path: '/calendar/event/:eventId(\\d+)/',
    name: 'event',
    component: () => import('./screens/EventScreen.vue'),
    props: ({ params }) => ({ eventId: Number(params.eventId) }),
  },
  { path: '/telephony/', name: 'telephony', component: () => import('./screens/TelephonyScreen.vue') },
  { path: '/report/telephony/', name: 'telephony-report', component: () => import('./screens/TelephonyReportScreen.vue') },
  soon('/:rest(.*)*', 'unknown'),
]

/** The portal's addresses are Bitrix24's own, so that `openPath` and links find what they name. */
export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})
