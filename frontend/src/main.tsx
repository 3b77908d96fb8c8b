import { createRoot } from 'react-dom/client';

import { App } from './app/App';
import { reloadWhenOutdated } from './app/reloadWhenOutdated';
import { destination } from './app/router';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id “root” to draw in. Serve it from designer/templates/designer/app.html.');
reloadWhenOutdated(destination);
createRoot(root).render(<App />);
