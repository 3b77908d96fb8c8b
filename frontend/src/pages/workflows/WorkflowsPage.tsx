export function WorkflowsPage() {
  return <main id="main" />;
}
