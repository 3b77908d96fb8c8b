import { ActionIcon, Button, Select, Tabs, Tooltip } from '@mantine/core';
import { ChevronDownIcon, ExternalLinkIcon, StopIcon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import { useCancelRun, useRuns } from '../../api/runs';
import type { RunSummary } from '../../api/types';
import { useLayout } from '../../store/layoutStore';
import { useRunState } from '../../store/runStore';
import { notifyError } from '../../ui/layout/notify';
import { useMayEdit } from '../../ui/permission/useMayEdit';
import { PausedChip } from '../../ui/status/PausedChip';
import { StatusChip } from '../../ui/status/StatusChip';
import { isLive } from '../../ui/status/words';
import { LiveDuration } from '../../ui/time/LiveDuration';
import classes from './runs.module.css';

interface Properties {
  readonly workflow: number;
  readonly run: number | null;
  readonly chosen: string | undefined;
  readonly onRun: (run: number | null) => void;
}

/** Which run is shown, how it stands, and what of it is looked at. */
export function RunsBar({ workflow, run, chosen, onRun }: Properties) {
  const { data } = useRuns({ workflow });
  const setOpen = useLayout((layout) => layout.setOpen);
  const runs = data?.results ?? [];
  return (
    <div className={classes.bar}>
      <Select
        size="xs"
        className={classes.picker ?? ''}
        aria-label="Run that is shown"
        placeholder="Runs"
        data={choicesOf(runs, run)}
        value={run === null ? null : String(run)}
        clearable
        onChange={(value) => onRun(value === null ? null : Number(value))}
      />
      {run === null ? null : <RunOutcome run={run} />}
      <Tabs.List className={classes.tabs ?? ''}>
        <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
        <Tabs.Tab value="events">Events</Tabs.Tab>
        <Tabs.Tab value="input" disabled={!chosen}>
          Input
        </Tabs.Tab>
        <Tabs.Tab value="output" disabled={!chosen}>
          Output
        </Tabs.Tab>
      </Tabs.List>
      <Tooltip label="Close the runs panel">
        <ActionIcon aria-label="Close the runs panel" onClick={() => setOpen('runs', false)}>
          <ChevronDownIcon />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function RunOutcome({ run }: { readonly run: number }) {
  const state = useRunState(run);
  const mayEdit = useMayEdit();
  const cancel = useCancelRun();
  if (!state) return null;
  const took = state.startedAt && state.finishedAt ? Date.parse(state.finishedAt) - Date.parse(state.startedAt) : null;
  return (
    <>
      {state.pausedBy === null ? <StatusChip status={state.status} /> : <PausedChip by={state.pausedBy} />}
      <span className={classes.took}>
        <LiveDuration startedAt={state.startedAt} duration={took} />
      </span>
      {isLive(state.status) && mayEdit ? (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<StopIcon />}
          loading={cancel.isPending}
          onClick={() => cancel.mutate(run, { onError: (error) => notifyError('The run was not cancelled', error) })}
        >
          Cancel run
        </Button>
      ) : null}
      <Tooltip label="Open the run’s own page">
        <ActionIcon component={Link} to={`/runs/${run}/`} aria-label={`Open run ${run}`}>
          <ExternalLinkIcon />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function choicesOf(runs: readonly RunSummary[], shown: number | null): { value: string; label: string }[] {
  const choices = runs.map((run) => ({ value: String(run.id), label: `#${run.id} · ${run.status} · ${run.trigger_kind}` }));
  const isListed = shown === null || runs.some((run) => run.id === shown);
  return isListed ? choices : [{ value: String(shown), label: `#${shown}` }, ...choices];
}
