import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useRef, useState } from 'react';

import classes from './layout.module.css';

const PAUSE = 200;

interface Properties {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
}

/** A search field that reports after a short pause in typing; the key / goes to it. */
export function SearchInput({ value, onChange, label }: Properties) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const report = useDebouncedCallback(onChange, PAUSE);
  useHotkeys([['/', () => input.current?.focus()]]);
  const change = (next: string) => {
    setText(next);
    report(next);
  };
  return (
    <TextInput
      ref={input}
      className={classes.search}
      size="xs"
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      placeholder={label}
      aria-label={label}
      leftSection={<MagnifyingGlassIcon />}
      rightSection={
        text === '' ? (
          <kbd className={classes.key}>/</kbd>
        ) : (
          <CloseButton size="sm" aria-label="Clear the search" onClick={() => change('')} />
        )
      }
    />
  );
}
