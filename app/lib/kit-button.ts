/** Style and size of the kit's buttons, by the names that its own component takes; held against its theme by a test. */
export const kitButtonStyles = {
  'air-primary': '--style-filled',
  'air-primary-success': '--style-filled-success',
  'air-primary-alert': '--style-filled-alert',
  'air-secondary': '--style-tinted',
  'air-secondary-accent': '--style-outline',
  'air-secondary-alert': '--style-tinted-alert',
  'air-secondary-no-accent': '--style-outline-no-accent',
  'air-tertiary': '--style-plain',
}
export type KitButtonColor = keyof typeof kitButtonStyles

export const kitButtonSizes = { xs: 'ui-btn-xs', sm: 'ui-btn-sm', md: 'ui-btn-md' }
export type KitButtonSize = keyof typeof kitButtonSizes
