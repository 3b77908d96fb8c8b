import type { components } from './schema';

/** Short names for the shapes that the server describes in its OpenAPI document. */
type Schemas = components['schemas'];

export type Problem = Schemas['Problem'];
export type ProblemDocument = Schemas['ProblemDocument'];
export type Port = Schemas['Port'];
export type PortType = Schemas['PortType'];
export type PortKind = PortType['kind'];
export type NodeType = Schemas['NodeType'];
export type NodeKind = NodeType['kind'];
export type Model = Schemas['Model'];
export type ModelField = Model['fields'][number];
export type Definition = Schemas['Definition'];
export type WorkflowSummary = Schemas['WorkflowSummary'];
export type Workflow = Schemas['Workflow'];
export type LastRun = WorkflowSummary['last_runs'][number];
export type Template = Schemas['Template'];
export type Draft = Schemas['Draft'];
export type Version = Schemas['Version'];
export type VersionDetail = Schemas['VersionDetail'];
export type RunSummary = Schemas['RunSummary'];
export type Run = Schemas['Run'];
export type NodeRun = Schemas['NodeRun'];
export type NodeRunDetail = Schemas['NodeRunDetail'];
export type Repetition = Schemas['Repetition'];
export type Failure = Schemas['Failure'];
export type RunEvent = Schemas['Event'];
export type Trigger = Schemas['Trigger'];
export type TriggerPreview = Schemas['TriggerPreview'];
export type Me = Schemas['Me'];
export type Operations = Schemas['Operations'];
export type Status = RunSummary['status'];

export interface Page<Item> {
  count: number;
  next: string | null;
  previous: string | null;
  results: Item[];
}
