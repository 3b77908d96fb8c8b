export function SchedulesPage() {
  return <main id="main" />;
}
