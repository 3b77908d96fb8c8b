export function CanvasPage() {
  return <main id="main" />;
}
