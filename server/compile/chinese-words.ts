// What people in China put into passwords first: lucky numbers, phrases in pinyin, family and given names. Most frequent first.
const words = `
woaini wozuiaini aini iloveyou woaiwojia woshishui woshiwo mima wodemima dengluxitong guanliyuan zhongguo
zhonghua beijing shanghai guangzhou shenzhen hangzhou chengdu nihao nihaoma xiexie laopo laogong baobao
qinaide xiaoming xingfu kuaile gongsi yinhang zhanghao denglu jiandan suiyi 5201314 1314520 520520 521521
1314 520 7758521 147258 147258369 159357 168168 518518 666666 888888 8888888 66668888 112233 123123 123321
qwe123 asd123 zxc123 q1w2e3r4 1qaz2wsx 1q2w3e4r aa123456 a123456 dougong 中国 北京 上海 密码 我爱你 你好 管理员 wang li zhang
liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang deng han feng
cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lv lu ding ren shen yao jia fu zhong
cui fan qian tan liao fang na min jing qiang lei jun yong yan jie juan tao ming chao xiu xia ping gang gui
ying hua hong jian xin mei fei bo bin hui ting ling hao xuan zi yi ning kai long dan qing rui shan xue yue
zhi
`;

export const chineseWords: string[] = words.split(/\s+/).filter((word) => word !== '');
