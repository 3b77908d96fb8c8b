import { Button, Modal, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { isApiError } from '../../../api/ApiError';
import { usePublishWorkflow } from '../../../api/versions';
import { ProblemList } from '../../../ui/states/ProblemList';
import type { DraftSession } from '../draft/useDraftSession';
import classes from './dialogs.module.css';

interface Properties {
  readonly workflow: number;
  readonly session: DraftSession;
  readonly onClose: () => void;
}

/** Makes the draft the version that schedules run, with a message that says what changed. */
export function PublishDialog({ workflow, session, onClose }: Properties) {
  const [message, setMessage] = useState('');
  const publish = usePublishWorkflow(workflow);
  const submit = async () => {
    await session.flush();
    publish.mutate(message, {
      onSuccess: (version) => {
        notifications.show({ title: `Version ${version.number} is published`, message: 'Schedules run it from now on.' });
        onClose();
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title="Publish a version" size={480}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Textarea
          label="What changed"
          placeholder="Queue the embedding too"
          autosize
          minRows={2}
          data-autofocus
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        {publish.error ? (
          <div className={classes.refusal} role="alert">
            <strong>Not published.</strong> {publish.error.message}
            <ProblemList problems={isApiError(publish.error) ? publish.error.problems : []} />
          </div>
        ) : null}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={publish.isPending}>
            Publish version
          </Button>
        </div>
      </form>
    </Modal>
  );
}
