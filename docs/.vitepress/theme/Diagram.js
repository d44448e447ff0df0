import mermaidUrl from '@mermaid-js/tiny/dist/mermaid.tiny.js?url';
import { useData } from 'vitepress';
import { defineComponent, h, onMounted, ref, useId, watch } from 'vue';

let loading;

/** Mermaid, fetched from this site by the first page that has a diagram. */
function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = mermaidUrl;
    script.onload = () => resolve(globalThis.mermaid);
    script.onerror = () => reject(new Error('Mermaid could not be loaded'));
    document.head.append(script);
  });
  return loading;
}

/** Mermaid computes shades of its own, and so takes plain colours alone: those of the theme. */
function themeVariables(isDark) {
  const [background, soft, line, text, brand] = isDark ? ['#1b1b1f', '#26262e', '#7d7d87', '#dfdfd6', '#3c3560'] : ['#ffffff', '#f4f3fb', '#8b8b95', '#3c3c43', '#e9e5ff'];
  return {
    darkMode: isDark,
    fontFamily: 'inherit',
    fontSize: '14px',
    background,
    primaryColor: soft,
    primaryBorderColor: line,
    primaryTextColor: text,
    secondaryColor: brand,
    tertiaryColor: background,
    tertiaryBorderColor: line,
    tertiaryTextColor: text,
    lineColor: line,
    textColor: text,
    edgeLabelBackground: background,
    clusterBkg: background,
    clusterBorder: line,
    noteBkgColor: brand,
    noteTextColor: text,
    noteBorderColor: line,
    actorBkg: soft,
    actorBorder: line,
    actorTextColor: text,
    signalColor: text,
    signalTextColor: text,
    labelTextColor: text,
  };
}

/** Draws the text of a Mermaid diagram, and draws it anew when the theme changes. */
export const Diagram = defineComponent({
  props: { code: { type: String, required: true } },
  setup({ code }, { slots }) {
    const { isDark } = useData();
    const id = useId().replaceAll(/\W/g, '');
    const svg = ref('');
    const draw = async () => {
      const mermaid = await load();
      mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', look: 'classic', theme: 'base', themeVariables: themeVariables(isDark.value), flowchart: { useMaxWidth: true }, sequence: { useMaxWidth: true } });
      svg.value = (await mermaid.render(`diagram-${id}`, decodeURIComponent(code))).svg;
    };
    onMounted(draw);
    watch(isDark, draw);
    return () => (svg.value === '' ? h('div', { class: 'diagram' }, slots.default?.()) : h('div', { class: 'diagram', role: 'img', 'aria-label': 'Diagram', tabindex: 0, innerHTML: svg.value }));
  },
});
