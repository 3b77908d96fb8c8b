import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useNavigate } from 'react-router';

import { useTemplates } from '../../api/templates';
import { useCreateWorkflow } from '../../api/workflows';
import { TemplateChoice } from './TemplateChoice';
import classes from './workflows.module.css';

interface Properties {
  readonly opened: boolean;
  readonly close: () => void;
}

/** Asks for a name and what to begin from, then leads to the canvas. */
export function NewWorkflowDialog({ opened, close }: Properties) {
  return (
    <Modal opened={opened} onClose={close} title="New workflow" size={520}>
      <NewWorkflowForm close={close} />
    </Modal>
  );
}

function NewWorkflowForm({ close }: { readonly close: () => void }) {
  const [name, setName] = useState('');
  const [template, setTemplate] = useState('');
  const { data: templates } = useTemplates();
  const { mutate, isPending, error } = useCreateWorkflow();
  const navigate = useNavigate();
  const chosen = templates?.find(({ slug }) => slug === template);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const body = { name: name.trim() || chosen?.name || 'Untitled workflow', ...(template ? { template } : {}) };
    mutate(body, { onSuccess: ({ id }) => void navigate(`/workflows/${id}/`) });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        data-autofocus
        label="Name"
        placeholder={chosen?.name ?? 'Untitled workflow'}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={error?.message}
      />
      <TemplateChoice templates={templates ?? []} value={template} onChange={setTemplate} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={isPending}>
          Create workflow
        </Button>
      </Group>
    </form>
  );
}
