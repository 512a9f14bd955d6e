import { TreeSelect, type TreeSelectProps } from 'antd';
import type { OptionNode } from './option-tree.ts';

/** Options that lie under others, to choose from. A file of its own: most forms have none, and trees are heavy to load. */
export function TreeChoice(props: TreeSelectProps<string | string[], OptionNode>) {
  return <TreeSelect {...props} showSearch={{ treeNodeFilterProp: 'title' }} />;
}
