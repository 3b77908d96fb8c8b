import { Select } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';

import { listZones } from './zones';

const MOST = 60;

interface Properties {
  readonly value: string;
  /** The person's own zone, which is offered first. */
  readonly own: string;
  readonly onChange: (zone: string) => void;
  readonly error?: ReactNode;
}

/** Every IANA time zone, found by typing part of its name or its offset. */
export function TimeZoneSelect({ value, own, onChange, error }: Properties) {
  const zones = useMemo(() => listZones(own, new Date()), [own]);
  return (
    <Select
      label="Time zone"
      searchable
      allowDeselect={false}
      limit={MOST}
      data={zones}
      value={value}
      onChange={(zone) => onChange(zone ?? own)}
      nothingFoundMessage="No time zone is called that"
      error={error}
    />
  );
}
