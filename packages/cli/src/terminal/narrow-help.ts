import { Help, type HelpConfiguration } from 'commander';

const roomy = 60;
const indent = 6;

/** Help for terminals of any width: where terms and descriptions do not fit beside each other, they stand below each other. */
export const narrowHelp: HelpConfiguration = {
  formatItem(term, termWidth, description, helper) {
    const { helpWidth = 80 } = helper;
    if (helpWidth >= roomy || description === '') return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    const lines = helper.boxWrap(description, helpWidth - indent).split('\n');
    return [`  ${term}`, ...lines.map((line) => ' '.repeat(indent) + line)].join('\n');
  },
  minWidthToWrap: 10,
};
