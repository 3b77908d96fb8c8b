export function RunsPage() {
  return <main id="main" />;
}
