/** What the kit's field of one line is made of, by the parts of its theme; held against that by a test. Its width is said where it is used. */
export const kitInputParts = {
  root: 'isolate relative inline-flex items-center',
  base: 'px-3 w-full py-0 border-0 focus:outline-none disabled:cursor-not-allowed disabled:pointer-events-none disabled:opacity-30 disabled:resize-none appearance-none transition duration-300 ease-linear ring ring-inset ring-(--ui-color-design-outline-stroke) text-(--ui-color-base-1) style-blurred-bg-input hover:text-(--ui-color-base-1) focus:text-(--ui-color-base-1) active:text-(--ui-color-base-1) font-[family-name:var(--ui-font-family-primary)] font-(--ui-font-weight-regular) align-middle text-ellipsis whitespace-nowrap focus-visible:ring-1 focus-visible:ring-inset focus-visible:ring-(--b24ui-border-color) h-[34px] gap-1.5 text-(length:--ui-font-size-lg)/[normal] style-filled rounded-(--ui-border-radius-sm)',
  /** Room for an icon at its beginning. */
  withIcon: 'ps-[34px]',
  /** The icon's place. */
  leading: 'absolute inset-y-0 start-0 flex items-center px-2',
  leadingIcon: 'shrink-0 text-(--b24ui-icon-color) size-[18px]',
}

/** The kit's own hints have too little contrast for small text (WCAG AA). */
export const kitInputHint = 'placeholder:text-(--sidenote-muted)'
