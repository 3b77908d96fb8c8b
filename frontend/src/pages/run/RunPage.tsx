export function RunPage() {
  return <main id="main" />;
}
