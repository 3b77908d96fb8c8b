import boundaries from 'eslint-plugin-boundaries';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The rooms of src/, lowest first: each may import itself and what stands before it, never a sibling of its own storey. */
const STOREYS = [['api'], ['domain'], ['ui'], ['store'], ['canvas', 'panels', 'realtime'], ['pages'], ['app']];
const ROOMS = STOREYS.flat();

const below = (room) => {
  const storey = STOREYS.findIndex((rooms) => rooms.includes(room));
  return [room, ...STOREYS.slice(0, storey).flat()];
};

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts', 'eslint.config.js'] },
  ...tseslint.configs.strictTypeChecked,
  jsxA11y.flatConfigs.recommended,
  reactHooks.configs.flat['recommended-latest'],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.css'] } },
      'boundaries/elements': ROOMS.map((room) => ({ type: room, pattern: `src/${room}` })),
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          message:
            '{{from.element.type}} may not import {{to.element.type}}: the storeys are api < domain < ui < store < canvas, panels, realtime < pages < app.',
          policies: ROOMS.map((room) => ({ from: { element: { type: room } }, allow: { to: { element: { type: below(room) } } } })),
        },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
    },
  },
);
