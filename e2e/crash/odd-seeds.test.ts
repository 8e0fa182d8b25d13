import { halfOfSeeds } from './support/half-of-seeds.ts'

halfOfSeeds('odd')
