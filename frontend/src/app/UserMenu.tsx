import { Menu, UnstyledButton } from '@mantine/core';
import { ExitIcon, GearIcon } from '@radix-ui/react-icons';

import { csrfToken } from '../api/host';
import { useMe } from '../api/me';
import type { Me } from '../api/types';
import classes from './shell.module.css';

/** Who is signed in and where; signing out is a form, so that no link can do it by accident. */
export function UserMenu() {
  const { data: me } = useMe();
  if (!me) return <span className={classes.avatar} />;
  const name = me.full_name || me.username;
  return (
    <Menu position="bottom-end" width={232}>
      <Menu.Target>
        <UnstyledButton className={classes.avatar} aria-label={`${initials(name)}, account of ${name}`}>
          {initials(name)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.person}>
          <div className={classes.personName}>{name}</div>
          <div className={classes.personDetail}>
            {me.tenant.name} · {me.role}
          </div>
        </div>
        <Menu.Divider />
        {me.is_staff ? (
          <Menu.Item component="a" href={me.admin_url} leftSection={<GearIcon />}>
            Django admin
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<ExitIcon />} onClick={() => signOut(me)}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

function signOut(me: Me): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = me.sign_out_url;
  const token = document.createElement('input');
  token.name = 'csrfmiddlewaretoken';
  token.value = csrfToken();
  form.append(token);
  document.body.append(form);
  form.submit();
}
