import { ActionIcon, Menu, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { CheckIcon, DesktopIcon, MoonIcon, SunIcon } from '@radix-ui/react-icons';

const SCHEMES = [
  ['light', 'Light', SunIcon],
  ['dark', 'Dark', MoonIcon],
  ['auto', 'As the system', DesktopIcon],
] as const satisfies readonly (readonly [MantineColorScheme, string, typeof SunIcon])[];

/** Light, dark, or as the system has it; remembered on this device. */
export function ColourScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = SCHEMES.find(([scheme]) => scheme === colorScheme)?.[2] ?? DesktopIcon;
  return (
    <Menu position="bottom-end" width={176}>
      <Menu.Target>
        <ActionIcon aria-label="Colour scheme">
          <Current />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(([scheme, word, Icon]) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            leftSection={<Icon />}
            rightSection={scheme === colorScheme ? <CheckIcon /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
