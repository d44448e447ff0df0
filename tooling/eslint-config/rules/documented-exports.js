
/** Every name that a package's entry exports has a docblock where it is declared. */
export default {
  meta: { type: 'problem', schema: [], messages: { undocumented: "'{{name}}' is exported without a docblock: say what it is." } },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    return {
      'Program:exit'(node) {
        const entry = checker.getSymbolAtLocation(esTreeNodeToTSNodeMap.get(node));
        if (entry === undefined) return;
        for (const exported of checker.getExportsOfModule(entry)) {
          const symbol = exported.flags & 2_097_152 /* SymbolFlags.Alias */ ? checker.getAliasedSymbol(exported) : exported;
          if (symbol.getDocumentationComment(checker).length > 0) continue;
          const declared = exported.declarations?.[0];
          const at = declared && context.sourceCode.text === declared.getSourceFile().text ? declared.getStart() : 0;
          context.report({ loc: context.sourceCode.getLocFromIndex(at), messageId: 'undocumented', data: { name: exported.name } });
        }
      },
    };
  },
};
