import { createTheme, defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core';

import components from './components.module.css';

const DANGER = 'red';

/** Primary buttons are ink on paper (paper on ink in the dark); hues stay free for kinds and statuses. */
const variantColors: VariantColorsResolver = (input) => {
  const chosen = defaultVariantColorsResolver(input);
  const danger = input.color === DANGER;
  if (input.variant === 'filled') {
    return danger
      ? {
          ...chosen,
          background: 'var(--status-failed)',
          hover: 'color-mix(in srgb, var(--status-failed) 88%, var(--ink))',
          color: 'var(--on-ink)',
        }
      : { ...chosen, background: 'var(--ink)', hover: 'var(--ink-hover)', color: 'var(--on-ink)', border: '1px solid transparent' };
  }
  if (input.variant === 'subtle') {
    return { ...chosen, background: 'transparent', hover: 'var(--hover)', color: danger ? 'var(--status-failed)' : 'var(--ink-2)' };
  }
  return chosen;
};

export const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'gray',
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '12px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  shadows: { xs: 'var(--shadow)', sm: 'var(--shadow)', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px', lineHeight: '28px' }, h2: { fontSize: '16px', lineHeight: '24px' }, h3: { fontSize: '14px' } },
  },
  variantColorResolver: variantColors,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    InputWrapper: { classNames: { label: components.label, description: components.description } },
    Switch: { defaultProps: { withThumbIndicator: false }, classNames: { thumb: components.thumb } },
    Checkbox: { defaultProps: { iconColor: 'var(--on-ink)', radius: 'xs' } },
    Radio: { defaultProps: { iconColor: 'var(--on-ink)' } },
    Input: { classNames: { input: components.input } },
    SegmentedControl: { classNames: { root: components.segments, indicator: components.segment } },
    Button: { defaultProps: { size: 'xs' }, classNames: { root: components.button } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 28 } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        padding: 'lg',
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 120 },
      },
      classNames: { title: components.modalTitle, content: components.modal, header: components.modalHeader },
    },
    Menu: {
      defaultProps: { shadow: 'sm', radius: 'md', transitionProps: { duration: 100 } },
      classNames: { dropdown: components.dropdown, item: components.menuItem },
    },
    Popover: { defaultProps: { shadow: 'sm', radius: 'md' }, classNames: { dropdown: components.dropdown } },
    Combobox: { defaultProps: { shadow: 'sm' }, classNames: { dropdown: components.dropdown, option: components.option } },
    Tooltip: { defaultProps: { openDelay: 300, radius: 'sm', withArrow: false }, classNames: { tooltip: components.tooltip } },
    Notification: { defaultProps: { withBorder: true }, classNames: { root: components.notification } },
  },
});
