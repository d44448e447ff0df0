import { createRoot } from 'react-dom/client';
import { App } from '../shell/app.tsx';
import { followSettings } from '../shell/theme.ts';
import '../ui/tokens.css';
import '../ui/base.css';

followSettings();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
