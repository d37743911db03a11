export { startEcsAgent, type EcsAgent } from './start-ecs-agent.ts';
export { createTaskProtections, type TaskProtections } from './task-protection.ts';
