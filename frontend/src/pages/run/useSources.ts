import { useVersion } from '../../api/versions';
import { useWorkflow } from '../../api/workflows';
import type { Input } from '../../domain/definition/model';
import { readDefinition } from '../../domain/definition/reading';
import { useRelativeTime } from '../../ui/time/useRelativeTime';

export type SourceName = 'draft' | 'published';

export interface Source {
  readonly name: SourceName;
  readonly title: string;
  readonly detail: string;
  readonly inputs: readonly Input[];
}

/** What of a workflow can be run: the draft as it stands now, and the published version where there is one. */
export function useSources(id: number): { sources: Source[]; isPending: boolean } {
  const { data: workflow, isPending } = useWorkflow(id);
  const published = workflow?.published_version ?? null;
  const version = useVersion(id, published);
  const saved = useRelativeTime(workflow?.draft.saved_at ?? new Date(0).toISOString());
  const sources: Source[] = [];
  if (version.data) {
    sources.push({
      name: 'published',
      title: `Published version ${version.data.number}`,
      detail: version.data.message || 'What schedules run.',
      inputs: readDefinition(version.data.definition).inputs,
    });
  }
  if (workflow) {
    sources.push({
      name: 'draft',
      title: 'The draft as it is now',
      detail: `Saved ${saved} by ${workflow.draft.saved_by}.`,
      inputs: readDefinition(workflow.draft.definition).inputs,
    });
  }
  return { sources, isPending: isPending || (published !== null && version.isPending) };
}
