export interface components {
  schemas: {
    StatusEnum: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "skipped";
    Json: unknown;
    Problem: { code: string; message: string; remedy: string; node: string | null; port: string | null; connection: number | null };
    ProblemDocument: { type: string; title: string; status: number; detail: string; code: string; problems?: components["schemas"]["Problem"][]; current?: unknown };
    PortType: { kind: "row" | "rows" | "text" | "number" | "integer" | "boolean" | "date" | "datetime" | "json" | "list" | "any"; model: string | null; field: string | null; label: string };
    Port: { name: string; type: components["schemas"]["PortType"]; required: boolean; title: string; description: string };
    NodeType: { name: string; title: string; description: string; kind: "read" | "write" | "bulk" | "flow" | "ai" | "integration" | "trigger"; category: string; effect: "none" | "database" | "external"; model: string | null; branches: boolean; inputs: components["schemas"]["Port"][]; outputs: components["schemas"]["Port"][]; parameters_schema: Record<string, unknown> };
    ModelField: { name: string; type: components["schemas"]["PortType"]; nullable: boolean; choices: string[][] | null; help_text: string };
    ModelFilter: { name: string; field: string; kind: string };
    ModelOptions: { multi_tenant: boolean; soft_delete: boolean; audit_log: boolean; versioned: boolean };
    WorkflowLink: { id: number; name: string };
    Model: { label: string; name: string; verbose_name: string; verbose_name_plural: string; app: string; admin_url: string | null; row_admin_url: string | null; fields: components["schemas"]["ModelField"][]; filters: components["schemas"]["ModelFilter"][]; node_types: string[]; options: components["schemas"]["ModelOptions"]; workflows: components["schemas"]["WorkflowLink"][] };
    LastRun: { id: number; status: components["schemas"]["StatusEnum"]; queued_at: string; duration_ms: number | null };
    WorkflowSummary: { id: number; name: string; description: string; tags: string[]; owner: string; state: "draft" | "published" | "changed"; published_version: number | null; draft_saved_at: string; last_runs: components["schemas"]["LastRun"][]; next_start: string | null; node_count: number; archived: boolean; created_at: string };
    Definition: { nodes: { id: string; type: string; name: string; parameters: Record<string, unknown>; settings: { enabled: boolean; note: string }; position: { x: number; y: number } }[]; connections: { source: string; output: string; target: string; input: string }[]; inputs: components["schemas"]["Input"][]; settings: { description: string } };
    Input: { name: string; type: "text" | "number" | "integer" | "boolean" | "date" | "datetime" | "json" | "any"; title: string; description: string; required: boolean; default: unknown };
    Draft: { number: number; definition: components["schemas"]["Definition"]; problems: components["schemas"]["Problem"][]; saved_at: string; saved_by: string };
    Workflow: components["schemas"]["WorkflowSummary"] & { draft: components["schemas"]["Draft"] };
    Template: { slug: string; name: string; description: string; node_count: number };
    Version: { number: number; message: string; created_by: string; created_at: string; is_published: boolean };
    VersionDetail: components["schemas"]["Version"] & { definition: components["schemas"]["Definition"] };
    Failure: { node: string; node_type: string; code: string; message: string; remedy: string; port: string | null };
    RunSummary: { id: number; workflow: components["schemas"]["WorkflowLink"]; version: number | null; status: components["schemas"]["StatusEnum"]; trigger_kind: string; actor: string; queued_at: string; started_at: string | null; finished_at: string | null; duration_ms: number | null; error: components["schemas"]["Failure"] | null };
    NodeRun: { node: string; iteration: number; status: components["schemas"]["StatusEnum"]; started_at: string | null; finished_at: string | null; duration_ms: number | null; rows: number | null; error: components["schemas"]["Failure"] | null; has_output: boolean };
    Link: { label: string; url: string };
    NodeRunDetail: components["schemas"]["NodeRun"] & { parameters: unknown; output: unknown; truncated: boolean; links: components["schemas"]["Link"][] };
    Run: components["schemas"]["RunSummary"] & { definition: components["schemas"]["Definition"]; inputs: Record<string, unknown>; nodes: components["schemas"]["NodeRun"][]; last_seq: number; links: components["schemas"]["Link"][] };
    Event: { run: number; seq: number; type: string; node: string | null; iteration: number; payload: Record<string, unknown> | null; at: string };
    Trigger: { id: number; workflow: components["schemas"]["WorkflowLink"]; type: string; parameters: Record<string, unknown>; inputs: Record<string, unknown>; enabled: boolean; next_times: string[]; reading: string; created_by: string; created_at: string; last_due_at: string | null };
    TriggerPreview: { next_times: string[]; reading: string };
    Me: { username: string; full_name: string; tenant: { slug: string; name: string }; role: string; is_staff: boolean; admin_url: string; sign_out_url: string };
  };
}
