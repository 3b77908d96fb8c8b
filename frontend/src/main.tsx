import { createRoot } from 'react-dom/client';

import { App } from './app/App';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id “root” to draw in. Serve it from designer/templates/designer/app.html.');
createRoot(root).render(<App />);
