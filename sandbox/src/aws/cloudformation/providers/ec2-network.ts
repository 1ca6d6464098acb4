import { asText } from '../template/template';
import { ec2Id, recorded, type RecordedFacts } from './recorded';

const own = ({ physicalId }: RecordedFacts): string => physicalId;
const property =
  (name: string) =>
  ({ properties }: RecordedFacts) =>
    properties[name] ?? '';

const VPC_PEERS =
  'CidrIp CidrIpv6 Description FromPort GroupId GroupName IpProtocol SourcePrefixListId SourceSecurityGroupId ' +
  'SourceSecurityGroupName SourceSecurityGroupOwnerId ToPort';

/** The network that a stack stands in: recorded, as nothing here routes packets. */
export const ec2Network = [
  recorded({
    type: 'AWS::EC2::VPC',
    properties: 'CidrBlock EnableDnsHostnames EnableDnsSupport InstanceTenancy Ipv4IpamPoolId Ipv4NetmaskLength Tags',
    replaced: 'CidrBlock Ipv4IpamPoolId Ipv4NetmaskLength',
    physicalId: ec2Id('vpc'),
    attributes: {
      VpcId: own,
      CidrBlock: property('CidrBlock'),
      CidrBlockAssociations: () => [ec2Id('vpc-cidr-assoc')()],
      DefaultNetworkAcl: () => ec2Id('acl')(),
      DefaultSecurityGroup: () => ec2Id('sg')(),
      Ipv6CidrBlocks: () => [],
    },
  }),
  recorded({
    type: 'AWS::EC2::Subnet',
    properties:
      'AssignIpv6AddressOnCreation AvailabilityZone AvailabilityZoneId CidrBlock EnableDns64 Ipv6CidrBlock Ipv6Native ' +
      'MapPublicIpOnLaunch OutpostArn PrivateDnsNameOptionsOnLaunch Tags VpcId',
    replaced: 'AvailabilityZone AvailabilityZoneId CidrBlock Ipv6Native OutpostArn VpcId',
    required: ['VpcId'],
    physicalId: ec2Id('subnet'),
    attributes: {
      SubnetId: own,
      VpcId: property('VpcId'),
      CidrBlock: property('CidrBlock'),
      AvailabilityZone: ({ properties, making }) => properties['AvailabilityZone'] ?? `${making.region}a`,
      Ipv6CidrBlocks: () => [],
      NetworkAclAssociationId: () => ec2Id('aclassoc')(),
    },
  }),
  recorded({
    type: 'AWS::EC2::RouteTable',
    properties: 'Tags VpcId',
    replaced: 'VpcId',
    required: ['VpcId'],
    physicalId: ec2Id('rtb'),
    attributes: { RouteTableId: own },
  }),
  recorded({
    type: 'AWS::EC2::SubnetRouteTableAssociation',
    properties: 'RouteTableId SubnetId',
    replaced: 'RouteTableId SubnetId',
    required: ['RouteTableId', 'SubnetId'],
    physicalId: ec2Id('rtbassoc'),
    attributes: { Id: own },
  }),
  recorded({
    type: 'AWS::EC2::Route',
    properties:
      'CarrierGatewayId CoreNetworkArn DestinationCidrBlock DestinationIpv6CidrBlock DestinationPrefixListId ' +
      'EgressOnlyInternetGatewayId GatewayId InstanceId LocalGatewayId NatGatewayId NetworkInterfaceId RouteTableId ' +
      'TransitGatewayId VpcEndpointId VpcPeeringConnectionId',
    replaced: 'DestinationCidrBlock DestinationIpv6CidrBlock DestinationPrefixListId RouteTableId',
    required: ['RouteTableId'],
    physicalId: ({ RouteTableId, DestinationCidrBlock }) => `${asText(RouteTableId)}|${asText(DestinationCidrBlock)}`,
    attributes: { CidrBlock: property('DestinationCidrBlock') },
  }),
  recorded({
    type: 'AWS::EC2::InternetGateway',
    properties: 'Tags',
    physicalId: ec2Id('igw'),
    attributes: { InternetGatewayId: own },
  }),
  recorded({
    type: 'AWS::EC2::VPCGatewayAttachment',
    properties: 'InternetGatewayId VpcId VpnGatewayId',
    replaced: 'VpcId',
    required: ['VpcId'],
    physicalId: ({ VpcId, InternetGatewayId }) => `${InternetGatewayId ? 'IGW' : 'VGW'}|${asText(VpcId)}`,
    attributes: { AttachmentType: ({ properties }) => (properties['InternetGatewayId'] ? 'IGW' : 'VGW') },
  }),
  recorded({
    type: 'AWS::EC2::SecurityGroup',
    properties: 'GroupDescription GroupName SecurityGroupEgress SecurityGroupIngress Tags VpcId',
    replaced: 'GroupDescription GroupName VpcId',
    required: ['GroupDescription'],
    physicalId: ec2Id('sg'),
    attributes: { GroupId: own, Id: own, VpcId: property('VpcId') },
  }),
  recorded({
    type: 'AWS::EC2::SecurityGroupIngress',
    properties: VPC_PEERS,
    replaced: VPC_PEERS,
    required: ['IpProtocol'],
    physicalId: ec2Id('sgr'),
    attributes: { Id: own },
  }),
  recorded({
    type: 'AWS::EC2::SecurityGroupEgress',
    properties:
      'CidrIp CidrIpv6 Description DestinationPrefixListId DestinationSecurityGroupId FromPort GroupId IpProtocol ToPort',
    replaced: 'CidrIp CidrIpv6 DestinationPrefixListId DestinationSecurityGroupId FromPort GroupId IpProtocol ToPort',
    required: ['GroupId', 'IpProtocol'],
    physicalId: ec2Id('sgr'),
    attributes: { Id: own },
  }),
];
