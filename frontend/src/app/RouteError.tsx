export function RouteError() {
  return <main id="main">This page broke.</main>;
}
