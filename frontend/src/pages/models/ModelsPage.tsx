export function ModelsPage() {
  return <main id="main" />;
}
