import { Popover, UnstyledButton } from '@mantine/core';
import { CheckCircledIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import type { Problem } from '../../domain/api';
import { useEditor } from '../../store/editorStore';
import { useInspectorTab } from '../../store/inspectorStore';
import { useLayout } from '../../store/layoutStore';
import { counted } from '../../ui/numbers/count';
import classes from './problems.module.css';

/** How many problems keep the workflow from running; opened, each of them, which leads to its place. */
export function ProblemsButton() {
  const problems = useEditor((editor) => editor.problems);
  const [isOpen, setOpen] = useState(false);
  if (problems.length === 0) {
    return (
      <span className={classes.clear} title="The draft can run">
        <CheckCircledIcon aria-hidden />
        <span className={classes.word}>No problems</span>
      </span>
    );
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={380} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button ?? ''} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <ExclamationTriangleIcon aria-hidden />
          {counted(problems.length, 'problem')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <ul className={classes.list}>
          {problems.map((problem, index) => (
            <li key={index}>
              <ProblemItem problem={problem} onGo={() => setOpen(false)} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function ProblemItem({ problem, onGo }: { readonly problem: Problem; readonly onGo: () => void }) {
  return (
    <button
      type="button"
      className={classes.item}
      onClick={() => {
        goTo(problem);
        onGo();
      }}
    >
      {problem.node ? <code className={classes.place}>{[problem.node, problem.port].filter(Boolean).join('.')}</code> : null}
      <span>{problem.message}</span>
      {problem.remedy ? <span className={classes.remedy}>{problem.remedy}</span> : null}
    </button>
  );
}

/** Choose the node at fault and open its form; the canvas shows what is chosen. */
function goTo(problem: Problem): void {
  if (problem.node === null) return;
  useEditor.getState().select([problem.node]);
  useInspectorTab.getState().setTab('parameters');
  useLayout.getState().setOpen('inspector', true);
  useLayout.getState().setDrawer('inspector');
}
