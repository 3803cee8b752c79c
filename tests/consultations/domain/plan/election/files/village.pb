META
key;value
description;"A village with a ""large"" and a small part; invented"
country;Nowhere
num_projects;4
num_votes;7
budget;100.50
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;votes;name;selected
2024/VIL/1;60.25;4;Playground, with trees;1
2024/VIL/2;50;3;"Bus stop; roofed";0
2024/VIL/3;40.25;3;Library;1
2024/VIL/4;999999999;1;Withdrawn;0

VOTES
voter_id;vote;age
v1;2024/VIL/1,2024/VIL/2;34
v2;2024/VIL/1, 2024/VIL/2;52
v3;2024/VIL/1;
v4;"2024/VIL/1,2024/VIL/2,2024/VIL/2";70
v5;2024/VIL/3;18
v6;2024/VIL/3;44
v7;2024/VIL/3,2024/VIL/4;61
